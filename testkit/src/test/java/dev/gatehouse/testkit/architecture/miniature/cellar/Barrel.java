package dev.gatehouse.testkit.architecture.miniature.cellar;

final class Barrel {}
