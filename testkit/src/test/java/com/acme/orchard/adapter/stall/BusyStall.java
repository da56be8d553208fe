package com.acme.orchard.adapter.stall;

import com.acme.orchard.application.PickingUseCase;

record BusyStall(PickingUseCase useCase) {}
