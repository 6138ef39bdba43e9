package vpnsentinel.alert;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.component.telegram.model.IncomingMessage;
import org.apache.camel.component.telegram.model.OutgoingTextMessage;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.Transition;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.OpenTransition;

/** The steps of the routes raise-alert, send-telegram, and answer-command. */
final class AlertSteps {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSteps.class);
    private static final String ALERT = "alert";
    private static final String NO_NEWS = "no-news";
    private static final String WHY_NOT = "why-not";
    private static final String STORED = "stored";
    private static final String ENTRY = "outbox-entry";
    private static final String IDLE = "idle";
    private static final String REPLY = "reply";
    private static final String NO_COMMAND = "no-command";

    private final Alerts alerts;
    private final Outbox outbox;
    private final Commands commands;
    private final TemplateFaults faults;
    private final Runnable pollFailed;
    private final InstantSource clock;

    /**
     * @param pollFailed is run after each poll for commands that failed
     */
    AlertSteps(
            Alerts alerts,
            Outbox outbox,
            Commands commands,
            TemplateFaults faults,
            Runnable pollFailed,
            InstantSource clock) {
        this.alerts = alerts;
        this.outbox = outbox;
        this.commands = commands;
        this.faults = faults;
        this.pollFailed = pollFailed;
        this.clock = clock;
    }

    void bind(Registry registry) {
        Step.quick(
                        "decide-alert",
                        "a transition or other news in the body",
                        "the alert, when it is told",
                        this::decideAlert)
                .leaving(NO_NEWS, ALERT, WHY_NOT)
                .in(registry);
        Step.blocking("set-aside", "properties open-transition, why-not", "", this::setAside)
                .leaving(TransitionConsumer.SETTLED)
                .in(registry);
        Step.quick(
                        "write-alert-plainly",
                        "the failure of a step; what decide-alert takes or leaves; property stored",
                        "the alert in plain words",
                        this::writeAlertPlainly)
                .leaving(NO_NEWS, ALERT, WHY_NOT)
                .in(registry);
        Step.blocking(
                        "store-alert",
                        "the alert's text in the body; properties alert, open-transition",
                        "",
                        this::storeAlert)
                .leaving(STORED, TransitionConsumer.SETTLED)
                .in(registry);
        Step.blocking("next-message", "", "the message that is due, when one is", this::nextMessage)
                .leaving(IDLE, ENTRY)
                .in(registry);
        Step.blocking("message-sent", "property outbox-entry", "", this::messageSent)
                .in(registry);
        Step.quick("message-failed", "the failure of a step; property outbox-entry", "", this::messageFailed)
                .in(registry);
        Step.blocking("read-command", "what arrived in a chat", "the reply, when it was a command", this::readCommand)
                .leaving(NO_COMMAND, REPLY)
                .in(registry);
        Step.quick(
                        "write-answer-plainly",
                        "the failure of a step; property reply",
                        "the reply in plain words",
                        this::writeAnswerPlainly)
                .in(registry);
        Step.blocking("store-answer", "the reply's text in the body; property reply", "", this::storeAnswer)
                .in(registry);
        registry.bind("poll-failed", ExceptionHandler.class, new PollFailed(pollFailed));
    }

    private void decideAlert(Exchange exchange) throws InvalidPayloadException {
        take(exchange, alerts.decide(news(exchange)));
        if (exchange.getProperty(ALERT) != null) {
            exchange.getMessage().setBody(exchange.getProperty(ALERT));
        }
    }

    private static News news(Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getMessage().getMandatoryBody();
        return body instanceof Transition transition ? new News.Changed(transition) : (News) body;
    }

    private static void take(Exchange exchange, Decision decision) {
        exchange.setProperty(NO_NEWS, decision instanceof Decision.Keep);
        exchange.setProperty(WHY_NOT, decision instanceof Decision.Keep keep ? keep.why() : "");
        if (decision instanceof Decision.Tell tell) {
            exchange.setProperty(ALERT, tell.alert());
        }
    }

    /** What failed before the decision is decided now; what failed after the alert was stored is told already. */
    private void writeAlertPlainly(Exchange exchange) throws InvalidPayloadException {
        boolean stored = exchange.getProperty(STORED, false, boolean.class);
        explain(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class), stored);
        if (stored) {
            exchange.setProperty(NO_NEWS, true);
            return;
        }
        if (exchange.getProperty(ALERT) == null) {
            take(exchange, alerts.decide(news(exchange)));
        }
        if (exchange.getProperty(ALERT) != null) {
            exchange.getMessage().setBody(alerts.plain(exchange.getProperty(ALERT, Alert.class)));
        }
    }

    private void explain(Throwable cause, boolean stored) {
        if (TemplateFaults.isBehind(cause)) {
            faults.broken(cause);
        } else {
            LOG.error("route raise-alert failed, its message goes out all the same stored={}", stored, cause);
        }
    }

    private void storeAlert(Exchange exchange) {
        rendered(exchange);
        alerts.store(
                exchange.getProperty(ALERT, Alert.class), exchange.getMessage().getBody(String.class), open(exchange));
        exchange.setProperty(STORED, true);
        exchange.setProperty(TransitionConsumer.SETTLED, true);
    }

    /** The change under way, where the news is one that is kept. */
    private static Optional<OpenTransition> open(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(TransitionConsumer.OPEN, OpenTransition.class));
    }

    private void setAside(Exchange exchange) {
        boolean settled = exchange.getProperty(TransitionConsumer.SETTLED, false, boolean.class);
        open(exchange).filter(change -> !settled).ifPresent(change -> {
            alerts.setAside(change, exchange.getProperty(WHY_NOT, "", String.class));
            exchange.setProperty(TransitionConsumer.SETTLED, true);
        });
    }

    private void rendered(Exchange exchange) {
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) == null) {
            faults.fine();
        }
    }

    private void nextMessage(Exchange exchange) {
        Optional<OutboxEntry> next = outbox.next(clock.instant());
        exchange.setProperty(IDLE, next.isEmpty());
        next.ifPresent(parcel -> {
            outbox.trying(parcel, clock.instant());
            exchange.setProperty(ENTRY, parcel);
            exchange.getMessage().setBody(outgoing(parcel.chat(), parcel.text(), parcel.quiet()));
        });
    }

    private static OutgoingTextMessage outgoing(Chat chat, String html, boolean quiet) {
        OutgoingTextMessage message = new OutgoingTextMessage();
        message.setChatId(chat.toString());
        message.setText(html);
        message.setParseMode("HTML");
        message.setDisableNotification(quiet);
        message.setDisableWebPagePreview(true);
        return message;
    }

    private void messageSent(Exchange exchange) {
        outbox.sent(exchange.getProperty(ENTRY, OutboxEntry.class), clock.instant());
    }

    private void messageFailed(Exchange exchange) {
        TelegramFailure failure =
                TelegramFailure.behind(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        outbox.failed(exchange.getProperty(ENTRY, OutboxEntry.class), failure, clock.instant());
    }

    private void readCommand(Exchange exchange) {
        Optional<CommandReply> reply =
                incoming(exchange.getMessage().getBody(IncomingMessage.class)).flatMap(commands::answer);
        exchange.setProperty(NO_COMMAND, reply.isEmpty());
        reply.ifPresent(answer -> {
            exchange.setProperty(REPLY, answer);
            exchange.getMessage().setBody(answer);
        });
    }

    /** Edited messages and changes of membership arrive without a body, pictures without a text. */
    private static Optional<Incoming> incoming(@Nullable IncomingMessage message) {
        if (message == null || message.getText() == null || message.getChat() == null) {
            return Optional.empty();
        }
        Optional<String> name =
                Optional.ofNullable(message.getChat().getTitle()).filter(title -> title.startsWith("@"));
        return Chat.parse(message.getChat().getId())
                .map(chat -> new Incoming(chat, name, message.getMessageId(), message.getText()));
    }

    private void writeAnswerPlainly(Exchange exchange) {
        faults.broken(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        exchange.getMessage()
                .setBody(exchange.getProperty(REPLY, CommandReply.class).plain());
    }

    private void storeAnswer(Exchange exchange) {
        rendered(exchange);
        alerts.store(
                exchange.getProperty(REPLY, CommandReply.class),
                exchange.getMessage().getBody(String.class));
    }

    /** A poll that failed is already known to the watch over Telegram, which says it once. */
    private record PollFailed(Runnable then) implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            handleException("poll failed", null, exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handleException(message, null, exception);
        }

        @Override
        public void handleException(String message, @Nullable Exchange exchange, Throwable exception) {
            then.run();
            if (exception instanceof TelegramFailure failure) {
                LOG.debug("poll for commands failed because={}", failure.description());
            } else {
                LOG.warn(
                        "poll for commands failed because={}",
                        TelegramFailure.behind(exception).description());
            }
        }
    }
}
