package dev.gatehouse.bootstrap.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.slf4j.MDC;

/** What the members of an audit line are called. */
public enum AuditFormat {
  /** By Gatehouse's own short names. */
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

  /** As the Elastic Common Schema has it, like the other lines of {@code LOG_FORMAT=json}. */
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

  /** What a member is called. */
  abstract String name(String member);

  /** What else is in a line of an event, in order. */
  abstract SequencedMap<String, String> constants(String event);
}
