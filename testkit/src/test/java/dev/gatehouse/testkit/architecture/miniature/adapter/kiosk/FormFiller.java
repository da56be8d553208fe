package dev.gatehouse.testkit.architecture.miniature.adapter.kiosk;

import dev.gatehouse.testkit.architecture.miniature.adapter.desk.form.Form;

final class FormFiller {
  Form fill() {
    return new Form();
  }
}
