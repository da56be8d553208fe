/**
 * The identity provider on an Amazon Cognito user pool.
 *
 * <p>{@code CognitoIdentityProvider} says what happens in which order, {@code UserPool} and {@code
 * UserAccount} speak the service's operations through the AWS SDK's clients in {@code
 * ServiceClients}, and {@code CognitoErrors} with the tables of {@code AccountErrors} alone knows
 * what the service's errors mean. No type of the SDK leaves this package.
 */
@NullMarked
package dev.gatehouse.adapter.cognito;

import org.jspecify.annotations.NullMarked;
