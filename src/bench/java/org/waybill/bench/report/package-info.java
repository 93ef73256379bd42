/** What was found, as Markdown and as HTML with plots that need nothing from elsewhere. */
package org.waybill.bench.report;
