package dev.gatehouse.testkit.architecture.miniature.application;

import dev.gatehouse.testkit.architecture.miniature.adapter.desk.Bell;

record BoundUseCase(Bell bell) {}
