package dev.gatehouse.testkit.architecture.miniature.domain;

import org.jspecify.annotations.Nullable;

public record Room(int number, @Nullable String name) {}
