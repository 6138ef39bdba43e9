package demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The messages that arrived in the demonstration's chat, each with its time. Thread-safe. */
final class Chat {
    private final Narrator narrator;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    Chat(Narrator narrator) {
        this.narrator = narrator;
    }

    void receive(String text) {
        messages.add(new Message(narrator.now(), text));
        narrator.message(text);
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** A message as people see it. */
    record Message(Duration at, String text) {}
}
