package dev.gatehouse.testkit.architecture.miniature.adapter.desk.form;

public final class Form {}
