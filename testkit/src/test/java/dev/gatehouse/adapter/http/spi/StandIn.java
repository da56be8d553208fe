package dev.gatehouse.adapter.http.spi;

public interface StandIn {
  void plugIn();
}
