package org.waybill.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.waybill.bench.war.BenchApi;

/** Packs the WAR with the comparison rows. */
final class BenchWar {
  private BenchWar() {}

  static Path in(Path directory) {
    Path file = directory.resolve("bench.war");
    ShrinkWrap.create(WebArchive.class, "bench.war")
        .addPackage(BenchApi.class.getPackage())
        .addAsResource("war/persistence.xml", "META-INF/persistence.xml")
        .addAsWebInfResource("war/beans.xml", "beans.xml")
        .addAsWebInfResource("war/payara-web.xml", "payara-web.xml")
        .addAsWebInfResource("war/jboss-web.xml", "jboss-web.xml")
        .addAsLibraries(jarOf(org.postgresql.Driver.class), jarOf(org.h2.Driver.class))
        .as(ZipExporter.class)
        .exportTo(file.toFile(), true);
    return file;
  }

  private static File jarOf(Class<?> driver) {
    try {
      return new File(driver.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException notAFile) {
      throw new IllegalStateException(notAFile);
    }
  }
}
