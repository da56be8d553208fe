package dev.gatehouse.application;

public record StandIn() {}
