package com.acme.orchard.application;

import dev.gatehouse.domain.token.BearerToken;

final class PryingUseCase {
  int lengthOf(BearerToken token) {
    return token.reveal().length();
  }
}
