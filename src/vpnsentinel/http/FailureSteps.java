package vpnsentinel.http;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;

/** What happens when a step of a route fails unexpectedly: one line in the log with route and cause, and an honest answer. */
public final class FailureSteps {
    private static final Logger LOG = LoggerFactory.getLogger(FailureSteps.class);

    private FailureSteps() {}

    /** Makes the step known to the routes. */
    public static void bind(Registry registry) {
        Step.quick("report-failure", "the failure of a step", "JSON, as bytes; status 500", FailureSteps::report)
                .in(registry);
    }

    private static void report(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.error("route failed route={} cause=\"{}\"", exchange.getProperty(Exchange.FAILURE_ROUTE_ID), cause, cause);
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 500);
        answer.setBody(JsonErrors.body("Internal error", "The server's log says more"));
    }
}
