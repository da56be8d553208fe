package com.acme.orchard.domain;

import java.io.Serializable;

final class StoredToken implements Serializable {
  private static final long serialVersionUID = 1L;
}
