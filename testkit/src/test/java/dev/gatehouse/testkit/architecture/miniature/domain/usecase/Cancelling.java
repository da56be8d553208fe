package dev.gatehouse.testkit.architecture.miniature.domain.usecase;

interface Cancelling {}
