package dev.gatehouse.adapter.http.feature;

public interface StandIn {
  void plugIn();
}
