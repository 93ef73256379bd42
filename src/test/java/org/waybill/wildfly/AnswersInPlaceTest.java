package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswersInPlaceTest {
  @Test
  void isFoundAndHasAnswersWrittenByWhoeverGivesThem() {
    DeploymentInfo deployment = new DeploymentInfo();
    ServiceLoader.load(ServletExtension.class)
        .forEach(extension -> extension.handleDeployment(deployment, null));

    CompletableFuture<Thread> answered = new CompletableFuture<>();
    deployment.getAsyncExecutor().execute(() -> answered.complete(Thread.currentThread()));

    assertThat(answered).isCompletedWithValue(Thread.currentThread());
  }
}
