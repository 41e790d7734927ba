using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    const string EventsRoute = "GET /events";
    static readonly JsonSerializerOptions _eventJson = new() { PropertyNameCaseInsensitive = true };

    /// <summary>What happens from now on, without end.</summary>
    /// <param name="filters">Which of it.</param>
    /// <param name="since">From then on; null: from now.</param>
    /// <param name="cancellationToken">The end.</param>
    internal async IAsyncEnumerable<EngineEvent> EventsAsync(
        EngineFilters filters, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new EngineQuery("events").Add("filters", filters.ToJson()).Add("since", since?.ToUnixTimeSeconds());
        using var response =
            await RequestAsync(HttpMethod.Get, query, null, null, cancellationToken).ConfigureAwait(false);
        await foreach (var entry in JsonLines.ReadAsync(Endpoint, response, EventsRoute, ReadEvent, cancellationToken)
            .ConfigureAwait(false))
            yield return entry;
    }

    /// <inheritdoc cref="EventsAsync(EngineFilters, DateTimeOffset?, CancellationToken)"/>
    internal IAsyncEnumerable<EngineEvent> EventsAsync(EngineFilters filters, CancellationToken cancellationToken) =>
        EventsAsync(filters, null, cancellationToken);

    static EngineEvent? ReadEvent(ref Utf8JsonReader reader)
    {
        var line = JsonSerializer.Deserialize<EventLine>(ref reader, _eventJson);
        return line is not { Type: not null, Action: not null, Actor: not null } ? null : new EngineEvent(
            line.Type,
            line.Action,
            line.Actor.Id ?? "",
            line.Actor.Attributes ?? [],
            DateTimeOffset.UnixEpoch.AddTicks(line.TimeNano / 100));
    }

    sealed record EventLine(string? Type, string? Action, EventActor? Actor, long TimeNano);

    sealed record EventActor(string? Id, Dictionary<string, string>? Attributes);
}
