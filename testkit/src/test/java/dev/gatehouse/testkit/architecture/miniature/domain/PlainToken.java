package dev.gatehouse.testkit.architecture.miniature.domain;

final class PlainToken {}
