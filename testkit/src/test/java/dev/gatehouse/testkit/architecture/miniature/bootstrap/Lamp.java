package dev.gatehouse.testkit.architecture.miniature.bootstrap;

public record Lamp() {}
