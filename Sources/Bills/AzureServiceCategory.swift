/// FOCUS ServiceCategory of Azure's service families, in small letters.
let azureServiceCategories: [String: String] = [
    "ai + machine learning": "AI and Machine Learning", "analytics": "Analytics", "compute": "Compute",
    "containers": "Compute", "databases": "Databases", "developer tools": "Developer Tools", "identity": "Identity",
    "integration": "Integration", "internet of things": "Internet of Things",
    "management and governance": "Management and Governance", "media": "Media", "migration": "Migration",
    "mixed reality": "Other", "mobile": "Mobile", "networking": "Networking", "security": "Security",
    "storage": "Storage", "telecommunications": "Networking", "web": "Web",
    "windows virtual desktop": "End User Computing", "azure arc": "Multicloud", "azure stack": "Multicloud",
]
