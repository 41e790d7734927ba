namespace Docker.DotNet.Models;

public class NetworksListParameters
{
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}

public class NetworkResponse
{
    public string Name { get; set; }

    public string ID { get; set; }

    public DateTime Created { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public IDictionary<string, EndpointResource> Containers { get; set; }
}

public class EndpointResource
{
    public string Name { get; set; }
}

public class NetworkSettings
{
    public IDictionary<string, IList<PortBinding>> Ports { get; set; }

    public IDictionary<string, EndpointSettings> Networks { get; set; }
}

public class EndpointSettings
{
    public IList<string> Aliases { get; set; }

    public string IPAddress { get; set; }
}

public class NetworkingConfig
{
    public IDictionary<string, EndpointSettings> EndpointsConfig { get; set; }
}

public class NetworkConnectParameters
{
    public string Container { get; set; }

    public EndpointSettings EndpointConfig { get; set; }
}

public class NetworkDisconnectParameters
{
    public string Container { get; set; }

    public bool Force { get; set; }
}

public class NetworksCreateParameters
{
    public bool CheckDuplicate { get; set; }

    public string Driver { get; set; }

    public bool Internal { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string Name { get; set; }
}

public class NetworksCreateResponse
{
    public string ID { get; set; }
}
