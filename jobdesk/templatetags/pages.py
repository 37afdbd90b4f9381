"""``{% page 'resident' code %}``: the address of a page that another room shows (jobdesk/web/pages.py)."""

from django import template

from jobdesk.web.pages import page_url

register = template.Library()
register.simple_tag(page_url, name="page")
