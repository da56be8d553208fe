package dev.gatehouse.testkit.architecture.miniature.domain;

record Password(String text) {}
