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
