package dev.gatehouse.testkit.architecture.miniature.domain.port;

interface Lock {
  void set(char[]... codes);

  record Padlock() implements Lock {
    @Override
    public void set(char[]... codes) {}
  }

  record Bolt() implements Lock {
    @Override
    public void set(char[]... codes) {}
  }
}
