package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a step ends: at once, or when somebody else brings it about. */
class StepTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final AtomicInteger goesOn = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    private boolean begin(Step step) {
        return step.process(exchange, sync -> goesOn.incrementAndGet());
    }

    private Step later() {
        return Step.later("wait", "", "", each -> end);
    }

    @Test
    void theRouteGoesOnWhenTheWorkIsDone() {
        assertThat(begin(later())).isFalse();
        assertThat(goesOn).hasValue(0);

        end.complete(true);

        assertThat(goesOn).hasValue(1);
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void whatIsDoneAlreadyHoldsNothingUp() {
        end.complete(true);

        assertThat(begin(later())).isTrue();
        assertThat(goesOn).hasValue(1);
    }

    @Test
    void aFailureIsTheExchangesWheneverItComes() {
        begin(later());
        end.completeExceptionally(new IllegalStateException("later"));
        assertThat(exchange.getException()).hasMessage("later");

        exchange.setException(null);
        begin(later());
        assertThat(exchange.getException()).hasMessage("later");

        begin(Step.quick("fail", "", "", each -> {
            throw new IllegalStateException("at once");
        }));
        assertThat(exchange.getException()).hasMessage("at once");
        assertThat(goesOn).hasValue(3);
    }
}
