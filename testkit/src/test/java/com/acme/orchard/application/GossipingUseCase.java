package com.acme.orchard.application;

import com.acme.orchard.domain.GateCode;

final class GossipingUseCase {
  int lengthOf(GateCode code) {
    return code.reveal().length();
  }
}
