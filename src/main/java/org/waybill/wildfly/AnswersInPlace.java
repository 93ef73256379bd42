package org.waybill.wildfly;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;

/**
 * Whoever completes an asynchronous request writes its answer, as on Payara. By itself Undertow
 * hands each answer to a thread of its worker, which has to be woken for it: docs/adr/0013.
 */
public final class AnswersInPlace implements ServletExtension {
  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    deployment.setAsyncExecutor(Runnable::run);
  }
}
