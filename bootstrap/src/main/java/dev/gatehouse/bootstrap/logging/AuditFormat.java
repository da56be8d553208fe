package dev.gatehouse.bootstrap.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.slf4j.MDC;

/** The names of the fields of an audit line. */
public enum AuditFormat {
  /** The short names of Gatehouse. */
  PLAIN {
    @Override
    String name(String member) {
      return member;
    }

    @Override
    SequencedMap<String, String> constants(String event) {
      return new LinkedHashMap<>();
    }
  },

  /** The names of the Elastic Common Schema, as in the other lines of {@code LOG_FORMAT=json}. */
  ECS {
    @Override
    String name(String member) {
      return FIELDS.getOrDefault(member, "gatehouse." + member);
    }

    @Override
    SequencedMap<String, String> constants(String event) {
      SequencedMap<String, String> constants = new LinkedHashMap<>();
      constants.put("log.level", "INFO");
      constants.put("message", event);
      constants.put("ecs.version", "1.2.0");
      constants.put("service.name", "gatehouse");
      constants.put("event.dataset", "gatehouse.audit");
      String trace = MDC.get(MdcLogContext.TRACE_ID);
      if (trace != null) {
        constants.put(MdcLogContext.TRACE_ID, trace);
      }
      return constants;
    }
  };

  private static final Map<String, String> FIELDS =
      Map.of(
          "time", "@timestamp",
          "event", "event.action",
          "request", "http.request.id",
          "address", "source.ip",
          "user", "user.id",
          "name", "user.hash",
          "reason", "event.reason",
          "group", "group.name");

  /** Returns the name of a field. */
  abstract String name(String member);

  /** Returns the constant fields of an event, in order. */
  abstract SequencedMap<String, String> constants(String event);
}
