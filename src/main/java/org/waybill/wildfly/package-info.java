/** What only WildFly needs: elsewhere nothing here is ever loaded. */
package org.waybill.wildfly;
