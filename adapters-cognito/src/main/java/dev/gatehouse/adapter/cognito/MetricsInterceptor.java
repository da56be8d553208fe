package dev.gatehouse.adapter.cognito;

import java.time.Duration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/** Notifies a listener of each call to Cognito. */
final class MetricsInterceptor implements ExecutionInterceptor {
  private static final ExecutionAttribute<Long> BEGUN =
      new ExecutionAttribute<>(MetricsInterceptor.class.getName() + ".begun");

  private final CallListener listener;

  MetricsInterceptor(CallListener listener) {
    this.listener = listener;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes call) {
    call.putAttribute(BEGUN, System.nanoTime());
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes call) {
    tell("ok", call);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes call) {
    tell(outcome(context.exception()), call);
  }

  private void tell(String outcome, ExecutionAttributes call) {
    listener.onCall(
        call.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
        outcome,
        Duration.ofNanos(System.nanoTime() - call.getAttribute(BEGUN)));
  }

  /** Returns a name from the SDK's code or our code, never a text from a response. */
  private static String outcome(Throwable failure) {
    return switch (failure) {
      case CognitoIdentityProviderException named
          when named.getClass() != CognitoIdentityProviderException.class ->
          named.getClass().getSimpleName();
      case SdkServiceException answer -> answer.statusCode() < 500 ? "refused" : "failed";
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> "timeout";
      default -> "unreachable";
    };
  }
}
