package dev.gatehouse.testkit.architecture.miniature.domain;

record RoomImpl() {}
