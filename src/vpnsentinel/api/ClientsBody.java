package vpnsentinel.api;

import java.util.List;

/** The clients as a list, ordered by id, and how many they are. */
public record ClientsBody(List<ClientBody> clients, int count) {}
