package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

public record ShowyDesk() {}
