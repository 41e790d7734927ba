using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>A build, as the history tells it.</summary>
/// <param name="IsRunning">Whether it has begun and has not ended.</param>
sealed record BuildHistoryEvent(bool IsRunning) : IWireMessage<BuildHistoryEvent>
{
    const int Started = 0;

    public static BuildHistoryEvent Read(ReadOnlySpan<byte> message)
    {
        var type = (long)Started;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == 1)
                type = reader.Number;
        }

        return new(type == Started);
    }
}
