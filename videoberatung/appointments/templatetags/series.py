from django import template

from videoberatung.appointments.series_pages import planned_before

register = template.Library()
register.filter(planned_before)
