package dev.gatehouse.testkit.architecture.miniature.bootstrap.light;

public record Lamp() {}
