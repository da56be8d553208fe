package dev.gatehouse.testkit.architecture.miniature.domain.unmarked;

record Stone() {}
