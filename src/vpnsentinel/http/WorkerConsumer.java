package vpnsentinel.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import vpnsentinel.access.Caller;

/**
 * Runs a route on worker threads, so that its steps may wait; they learn who calls. What waits for a thread is bounded, and
 * an answer that is the same for all who ask is made once for those who ask at the same time.
 */
final class WorkerConsumer extends VertxPlatformHttpConsumer {
    private static final String SHARING = "sharing";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Function<HttpServerRequest, Caller> callers;
    private final Load load;
    private final SharedAnswers shared = new SharedAnswers();
    private final AnswerMessage answers;

    WorkerConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            String router,
            Function<HttpServerRequest, Caller> callers,
            Load load) {
        super(endpoint, new Sharing(processor), List.of(), router);
        this.callers = callers;
        this.load = load;
        this.answers = new AnswerMessage(endpoint);
    }

    @Override
    protected void handleRequest(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!load.take()) {
            Load.refuse(request.response());
            return;
        }
        Talk.of(request).whenAnswered(load::giveBack);
        if (isSuspended()) {
            super.handleRequest(context);
        } else {
            shared.ask(context, super::handleRequest);
        }
    }

    @Override
    protected Future<Void> processHttpRequest(Exchange exchange, RoutingContext context) {
        exchange.setProperty(RequestMessage.CALLER, callers.apply(context.request()));
        exchange.setProperty(SHARING, (Share) (done, cost) -> share(done, context, cost));
        return super.processHttpRequest(exchange, context);
    }

    private void share(Exchange exchange, RoutingContext context, long cost) {
        if (!Reply.isForAll(exchange)) {
            shared.madeForOne();
            return;
        }
        try {
            shared.made(context, answers.ready(exchange), cost);
        } catch (InvalidPayloadException e) {
            shared.madeForOne(); // whoever writes it to the one who asked will say so
        }
    }

    /** Takes an answer that is made, and what that cost of a processor, in nanoseconds. */
    private interface Share {
        void take(Exchange exchange, long cost);
    }

    /** The route, and then what is to be done with its answer before that is written. */
    private static final class Sharing extends DelegateAsyncProcessor {
        Sharing(Processor route) {
            super(route);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Thread worker = Thread.currentThread();
            long before = THREADS.getCurrentThreadCpuTime();
            return super.process(exchange, sync -> {
                Share share = exchange.getProperty(SHARING, Share.class);
                if (exchange.getException() == null && share != null) {
                    boolean here = Thread.currentThread().equals(worker);
                    share.take(exchange, here ? THREADS.getCurrentThreadCpuTime() - before : 0);
                }
                callback.done(sync);
            });
        }
    }
}
