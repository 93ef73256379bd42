package org.waybill.wildfly;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;

/**
 * Whoever completes an asynchronous request writes its answer, as on Payara. By itself Undertow
 * hands each answer to a thread of its worker, which has to be woken for it: docs/adr/0013. It
 * holds for all of the deployment: what AsyncContext starts or times out runs where it is called,
 * in Undertow's I/O thread for a time-out. Waybill starts nothing so and its own requests have no
 * time-out, the sandbox's have.
 */
public final class AnswersInPlace implements ServletExtension {
  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    deployment.setAsyncExecutor(Runnable::run);
  }
}
