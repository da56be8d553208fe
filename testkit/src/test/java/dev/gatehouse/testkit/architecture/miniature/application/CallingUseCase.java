package dev.gatehouse.testkit.architecture.miniature.application;

import dev.gatehouse.testkit.architecture.miniature.domain.usecase.Calling;

record CallingUseCase() implements Calling {
  @Override
  public void call(String name) {}
}
