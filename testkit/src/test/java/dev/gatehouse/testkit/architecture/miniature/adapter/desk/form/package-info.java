@NullMarked
package dev.gatehouse.testkit.architecture.miniature.adapter.desk.form;

import org.jspecify.annotations.NullMarked;
