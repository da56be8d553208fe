/**
 * Values, outcomes and ports. Depends on {@code java.base} and JSpecify, nothing else.
 *
 * <p>The compiler needs the module: only in a named module may a sealed interface have leaves in
 * other packages. At run time the domain is an ordinary jar on the class path.
 */
module dev.gatehouse.domain {
  requires static transitive org.jspecify;

  exports dev.gatehouse.domain;
  exports dev.gatehouse.domain.account;
  exports dev.gatehouse.domain.audit;
  exports dev.gatehouse.domain.limit;
  exports dev.gatehouse.domain.login;
  exports dev.gatehouse.domain.port;
  exports dev.gatehouse.domain.refusal;
  exports dev.gatehouse.domain.session;
  exports dev.gatehouse.domain.token;
  exports dev.gatehouse.domain.totp;
  exports dev.gatehouse.domain.usecase;
}
