package org.waybill.ops;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Finishes the work while everything it needs is there. Payara tells the web application of its end
 * first, then closes its class loader, and tells the EJBs after that: an outcome whose classes were
 * not needed before could not be recorded any more.
 */
@WebListener
public class Shutdown implements ServletContextListener {
  @Inject Startup startup;

  @Override
  public void contextDestroyed(ServletContextEvent end) {
    startup.stop();
  }
}
