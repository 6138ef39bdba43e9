package lab.core;

/** Makes threads that keep no process alive. */
final class Daemon {
    private Daemon() {}

    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "core");
        thread.setDaemon(true);
        return thread;
    }
}
