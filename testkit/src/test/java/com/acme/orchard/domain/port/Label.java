package com.acme.orchard.domain.port;

interface Label {
  void write(String line);

  record Tag() implements Label {
    @Override
    public void write(String line) {}
  }

  record Sticker() implements Label {
    @Override
    public void write(String line) {}
  }
}
