package dev.gatehouse.testkit.architecture.miniature.domain.usecase;

import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Secret;
import java.util.function.Function;

final class Prying {
  final Function<DoorCode, String> look = Secret::reveal;
}
