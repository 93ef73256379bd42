package org.waybill.quickstart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import org.waybill.database.DataSources;
import org.waybill.lifecycle.Started;
import org.waybill.ops.StandardOutput;

/** Says how to go on, after everything else that a start prints. */
@ApplicationScoped
class QuickStart {
  @Inject private DataSources dataSources;

  void started(@Observes Started started) {
    if (Boolean.getBoolean("waybill.quickstart")) {
      Thread thread = new Thread(this::welcome, "waybill-quickstart");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void welcome() {
    try {
      String address = QuickStartSource.address();
      new Ready().await(URI.create(address + "/health/ready"));
      StandardOutput.print(new Welcome(address, keyFile(), dataSources.place()).lines());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path keyFile() {
    if (!ApiKeyFile.needed()) {
      return null;
    }
    ApiKeyFile file = ApiKeyFile.inDataDirectory();
    file.key();
    return file.path();
  }
}
