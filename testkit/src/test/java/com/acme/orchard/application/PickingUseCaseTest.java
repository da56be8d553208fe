package com.acme.orchard.application;

import com.acme.orchard.domain.PickingOutcome.Bare;

final class PickingUseCaseTest {
  final PickingUseCase bareOrchard = new PickingUseCase((_, _) -> new Bare());
}
