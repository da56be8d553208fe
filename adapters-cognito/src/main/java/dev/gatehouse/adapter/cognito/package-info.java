/**
 * The identity provider on an Amazon Cognito user pool.
 *
 * <p>{@code CognitoIdentityProvider} composes its roles ({@code CognitoLogins}, {@code
 * CognitoSessions} and so on). Each speaks the service's operations through the AWS SDK's clients
 * in {@code ServiceClients}, and says beside each operation what its errors mean, in terms of
 * {@code CognitoErrors}. No type of the SDK leaves this package.
 */
@NullMarked
package dev.gatehouse.adapter.cognito;

import org.jspecify.annotations.NullMarked;
