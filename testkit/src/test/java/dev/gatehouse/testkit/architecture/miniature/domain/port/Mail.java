package dev.gatehouse.testkit.architecture.miniature.domain.port;

import java.util.List;

interface Mail {
  void send(List<String> lines);

  record Letter() implements Mail {
    @Override
    public void send(List<String> lines) {}
  }

  record Postcard() implements Mail {
    @Override
    public void send(List<String> lines) {}
  }
}
