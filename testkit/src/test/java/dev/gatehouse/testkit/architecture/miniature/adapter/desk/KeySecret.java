package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

record KeySecret(String text) {}
